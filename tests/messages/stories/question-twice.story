stories for "valley.truce"

story "one"
  Who fires?
  Who else?
  4 May 2025 08:00  Red Cross says North fired in Milltown
  as known 5 May 2025
    1.1 is watched
