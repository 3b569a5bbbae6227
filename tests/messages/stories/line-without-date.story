stories for "valley.truce"

story "one"
  Red Cross says North fired in Milltown
  as known 5 May 2025
    1.1 is watched
