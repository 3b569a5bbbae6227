stories for "valley.truce"
story the first
  as known 5 May 2025
    1.1 is watched
