stories for "valley.truce"

story "one"
  4 May 2025 Red Cross says North released 20 officers to Suoth
  as known 5 May 2025
    1.1 is watched
