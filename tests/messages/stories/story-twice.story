stories for "valley.truce"

story "one"
  as known 5 May 2025
    1.1 is watched
story "one"
  as known 5 May 2025
    1.1 is watched
