# The reports in these stories are invented to test the text; they are not news.

stories for "agreement.truce"

story "The army is there on the last day"
  Does the withdrawal wait for the army?
  25 January 2025        UNIFIL says Lebanon deployed 10,000 soldiers in "Southern Litani Area"
  26 January 2025 23:00  Mechanism finds 1.5 fulfilled
  as known 20 January 2025
    1.4 is not due
    1.4 says "waits for clause 1.5"
    1.5 cannot be told, due 27 January 2025 00:00
  as known 26 January 2025
    1.5 is fulfilled
    1.4 cannot be told, due 27 January 2025 00:00

story "A strike told of late"
  Which day does a late report change?
  2 December 2024 20:00  Lebanese health ministry says Israel fired in Haris, killing 5 people
  9 December 2024        UNIFIL says, of 2 December 2024, Israel fired in Haris, killing 6 people
  as known 2 December 2024
    1.1 is watched, alleged 1 by Lebanon against Israel
    tally "Killed since entry into force" counts 5 by Lebanese health ministry
    there is 1 incident
  as known 9 December 2024
    there is 1 incident
    tally "Killed since entry into force" counts 6 by UNIFIL
  as known 9 December 2024 for observed or better
    1.1 is alleged 1
  as known 2 December 2024 for observed
    1.1 is alleged 0

story "A charge that is withdrawn"
  Does a word that was taken back still count?
  5 December 2024 10:00  National News Agency says Israel fired in Khiam
  6 December 2024 10:00  National News Agency withdraws what it said on 5 December 2024 10:00
  as known 5 December 2024
    1.1 is alleged 1
  as known 6 December 2024
    1.1 is alleged 0

story "Each side accuses the other"
  Are there two breaches when each tells of one?
  3 December 2024 09:00  Israeli military says Hezbollah fired in "Northern Israel"
  3 December 2024 15:00  Lebanese army says Israel fired in Talloussa, killing 4 people
  4 December 2024        Mechanism finds a breach of 1.1 by Hezbollah in it
  as known 3 December 2024
    1.1 is watched, alleged 2, found 0
    1.1 is alleged 1 by Israel against Hezbollah
    1.1 is alleged 1 by Lebanon against Israel
    1.2 is alleged 1
  as known 3 December 2024 for Israel
    1.1 is alleged 1

story "The sixty days are extended"
  When does the second phase begin?
  24 January 2025  United States says "the withdrawal needs more time"
  27 January 2025  the guarantors announce the extension
  28 January 2025  the guarantors declare that phase 2 begins
  as known 26 January 2025 12:00
    phase 1 is current
    phase 2 is not started
    phase 2 waits for "the guarantors announce the extension"
    2.1 is not due
  as known 27 January 2025
    phase 2 waits for nothing
    phase 2 is not started
  as known 28 January 2025
    phase 2 is current
    phase 1 is completed
