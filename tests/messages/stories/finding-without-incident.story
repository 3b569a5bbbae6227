stories for "valley.truce"

story "one"
  4 May 2025 08:00  Red Cross says North fired in Milltown
  5 May 2025 Joint Commission finds a breach of 1.1 by North
  5 May 2025 Joint Commission finds no breach of 1.1
  as known 5 May 2025
    1.1 is watched
