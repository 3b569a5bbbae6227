stories for "valley.truce"
