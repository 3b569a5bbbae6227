stories for "valley.truce"

story "one"
  4 May 2025 08:00  Red Cross says North fired in Milltown
  as known 5 May 2025
    1.2 as North reads is overdue
    1.2 as East reads is overdue
