stories for "valley.truce"

story "one"
  5 May 2025 the guarantors declare it
  as known 5 May 2025
    1.1 is watched
