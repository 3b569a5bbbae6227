stories for "valley.truce"

story "one"
  4 May 2025 08:00  Red Cross says North fired in Milltown
  5 May 2025 Red Cross corrects what it said on 4 May 2025 08:00, and says North fired in Milltown, killing 2 and injuring 3
  as known 5 May 2025
    1.1 is watched
