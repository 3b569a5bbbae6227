agreement "Valley truce"
