stories for "valley.truce"

story "one"
  4 May 2025 08:00  Red Cross says North fired in Milltown
  as known 5 May 2025
    1.1 is not watched, alleged 1
    1.1 is watched, on 3 May 2025
