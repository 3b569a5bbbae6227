story "one"
  4 May 2025 08:00  Red Cross says North fired in Milltown
