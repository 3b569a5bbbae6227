# The reports in these stories are invented to test the text; they are not news.

stories for "agreement.truce"

story "The living return at the last minute"
  Does Hamas owe anybody after the third day?
  13 October 2025 12:00  ICRC says Hamas released 20 living captives to Israel
  as known 13 October 2025 11:59
    1.2 is due soon, due 13 October 2025 12:00
    1.2 counts nothing by ICRC
    1.9 is not due
  as known 13 October 2025 12:00
    1.2 is fulfilled, since 13 October 2025 12:00
    1.2 counts 20 of 20 by ICRC
    1.9 is due soon, due 14 October 2025 12:00

story "One minute too many"
  Is a release after the deadline on the same day in time?
  13 October 2025 11:00  ICRC says Hamas released 19 living captives to Israel in total
  13 October 2025 12:01  ICRC says Hamas released 20 living captives to Israel in total
  as known 13 October 2025 12:00
    1.2 is not fulfilled
    1.2 counts 19 of 20 by ICRC
  as known 13 October 2025 12:01
    1.2 is fulfilled
    1.2 is undetermined
    1.2 says "whether by the deadline cannot be told"

story "A report that comes five days late"
  Which account of 14 October changes when somebody tells of it later?
  14 October 2025 18:00  Gaza health ministry says Israel fired in "Khan Younis", killing 3 people
  19 October 2025        UNRWA says, of 14 October 2025, Israel fired in "Khan Younis", killing 4 people
  19 October 2025        Israeli military says, of 14 October 2025, Hamas fired in Rafah
  as known 14 October 2025
    1.1 is watched, alleged 1 by Hamas against Israel, alleged 0 against Hamas, found 0
    there is 1 incident
    tally "Killed since entry into force" counts 3 by Gaza health ministry
    tally "Killed since entry into force" counts nothing by UNRWA
  as known 19 October 2025
    1.1 is watched, alleged 2, alleged 1 by Israel against Hamas
    tally "Killed since entry into force" counts 4 by UNRWA
    there are 2 incidents
  as known 19 October 2025 for Hamas
    1.1 is alleged 1 against Israel, alleged 0 against Hamas

story "A count that is withdrawn"
  What is left when the counter takes back its word?
  13 October 2025 11:00  ICRC says Hamas released 20 living captives to Israel in total
  15 October 2025 09:00  ICRC corrects what it said on 13 October 2025 11:00, and says Hamas released
                         18 living captives to Israel in total
  16 October 2025 09:00  ICRC withdraws what it said on 15 October 2025 09:00
  as known 14 October 2025
    1.2 is fulfilled
  as known 15 October 2025
    1.2 is overdue, since 13 October 2025 12:00
    1.2 counts 18 of 20 by ICRC
  as known 16 October 2025
    1.2 is overdue
    1.2 counts nothing by ICRC

story "Two accounts of one night"
  Is the ceasefire broken when each side tells it otherwise?
  20 October 2025 01:00  Gaza civil defence says Israel fired in Rafah, killing 8 people, incident "night"
  20 October 2025 02:00  Israeli military denies that Israel fired in Rafah
  20 October 2025 03:00  OCHA says there was an air strike in Rafah, incident "night"
  21 October 2025        United Nations finds a breach of 1.1 by Israel in incident "night"
  24 October 2025        United Nations finds no breach of 1.1 in incident "night"
  as known 20 October 2025 01:30
    incident "night" is claimed
  as known 20 October 2025
    1.1 is watched, alleged 1, found 0
    incident "night" is reported, contested
  as known 21 October 2025
    1.1 is violated, found 1
  as known 24 October 2025
    1.1 is watched, alleged 0, found 0
    1.1 says "found to be no breach"

story "What the second phase waits for"
  Who must do what before the guns are given up?
  13 October 2025 11:00  ICRC says Hamas released 20 living captives to Israel
  2 December 2025        Israeli prime minister's office says Hamas returned 27 bodies to Israel in total
  20 January 2026        the guarantors declare it
  26 January 2026        Israeli prime minister's office says Hamas returned 28 bodies to Israel in total
  as known 12 October 2025
    phase 2 is not started
    phase 2 waits for 1.2
    2.1 is not due
  as known 3 December 2025
    phase 2 does not wait for 1.2
    phase 2 waits for 1.3 as Israel reads
    phase 2 waits for "the guarantors declare it"
    1.3 counts 27 of 28 by Israeli prime minister's office
    1.3 is in progress
    1.3 as Israel reads is overdue
  as known 20 January 2026
    phase 2 is current
  as known 26 January 2026
    1.3 is fulfilled
