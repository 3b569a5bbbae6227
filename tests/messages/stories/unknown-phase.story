stories for "valley.truce"

story "one"
  4 May 2025 08:00  Red Cross says North fired in Milltown
  as known 5 May 2025
    phase 4 is current
    phase 2 is open
    phase 2 waits for rain
