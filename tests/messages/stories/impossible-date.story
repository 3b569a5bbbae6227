stories for "valley.truce"

story "one"
  31 June 2025 Red Cross says North fired in Milltown
  as known 5 May 2025
    1.1 is watched
