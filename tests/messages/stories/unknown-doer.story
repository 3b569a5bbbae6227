stories for "valley.truce"

story "one"
  4 May 2025 Red Cross says Norht fired in Milltown
  as known 5 May 2025
    1.1 is watched
