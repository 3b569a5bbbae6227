stories for "valley.truce"

story "one"
  4 May 2025 Red Cross says North released 5 officers to South in total, incident "bus"
  as known 5 May 2025
    1.1 is watched
