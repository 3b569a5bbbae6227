stories for "valley.truce"

story "one"
  4 May 2025 Red Cross says North fired in Milltown, incident "mill"
  5 May 2025 Joint Commission finds a breach of 1.1 in incident "mile"
  as known 5 May 2025
    1.1 is watched
