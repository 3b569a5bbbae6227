# The reports in these stories are invented to test the text; they are not news.

stories for "agreement.truce"

story "The ports are left four months late"
  Is the withdrawal from the ports overdue, and what does a later finding make of it?
  30 December 2018  Al Masirah says Ansar Allah withdrew its forces from Hudaydah ports
  as known 31 December 2018
    2.1 is due soon, due 1 January 2019 00:00
  as known 2 January 2019
    2.1 is overdue, since 1 January 2019 00:00
    2.1 says "by the side that owes it"
  14 May 2019       UNMHA says Ansar Allah withdrew its forces from Hudaydah ports
  15 May 2019       Saba agency denies that Ansar Allah withdrew its forces from Hudaydah ports
  as known 15 May 2019
    2.1 is cannot tell
  16 May 2019       Redeployment Coordination Committee finds 2.1 fulfilled
  as known 17 May 2019
    2.1 is fulfilled
    2.1 says "whether by the deadline cannot be told"

story "Shells on the city, and two accounts"
  Who is said to have fired, by whom, and has anybody found it?
  20 December 2018 09:00  Saba agency says Ansar Allah shelled in Hudaydah city, killing 2 people incident "morning"
  20 December 2018 10:00  Al Masirah says Government of Yemen shelled in Hudaydah city, killing 3 people incident "noon"
  20 December 2018 18:00  Al Masirah denies that Ansar Allah shelled in Hudaydah city incident "morning"
  as known 21 December 2018
    1.1 is watched, alleged 2, alleged 1 by Government of Yemen against Ansar Allah
    1.1 has alleged 1 by Ansar Allah against Government of Yemen
    incident "morning" is claimed, contested
  22 December 2018  OCHA says Government of Yemen shelled in Hudaydah city, killing 3 people incident "noon"
  as known 23 December 2018
    1.1 has alleged 2, found 0
    tally "Killed since entry into force" counts 3 by OCHA

story "A report withdrawn and another that comes late"
  What remains of a charge when its source takes it back?
  10 January 2019 12:00  WFP says Ansar Allah blocked aid trucks at Hudaydah ports
  as known 11 January 2019
    1.17 is watched, alleged 1
  12 January 2019   WFP withdraws what it said on 10 January 2019 12:00
  as known 13 January 2019
    1.17 is watched, alleged 0
  20 January 2019   OCHA says, of 11 January 2019, Government of Yemen delayed aid convoys at Hudaydah ports
  as known 21 January 2019
    1.17 is watched, alleged 1 by independent voices against Government of Yemen

story "Answers to the lists wait for the lists"
  When are the answers due, if the day on which lists were exchanged is declared later?
  as known 30 December 2018
    3.2 is cannot tell
    3.3 is cannot tell
  31 December 2018  Special Envoy declares "lists exchanged"
  31 December 2018  ICRC says Ansar Allah delivered lists to Government of Yemen
  31 December 2018  "United Nations" says Ansar Allah delivered lists to Government of Yemen
  as known 1 January 2019
    3.2 is partly fulfilled
    3.3 is cannot tell, due 28 January 2019
    3.4 is cannot tell, due 9 February 2019
  as known 29 January 2019 12:00
    3.3 is overdue, since 28 January 2019
  30 January 2019   Supervisory Committee finds 3.3 fulfilled
  as known 31 January 2019
    3.3 is fulfilled

story "Six hundred and eighty-one against four hundred"
  Is the exchange of October 2020 complete when each side has counted its own?
  28 September 2020  Supervisory Committee agrees on the names
  28 September 2020  Supervisory Committee declares that phase 5 begins
  16 October 2020   ICRC says Government of Yemen released 681 detainees to Ansar Allah in total
  16 October 2020   ICRC says Ansar Allah released 375 detainees to Government of Yemen in total
  as known 17 October 2020
    phase 5 is current
    5.1 is fulfilled
    5.2 is in progress
    5.2 counts 375 of 400 by ICRC
  20 October 2020   Ansar Allah prisoners committee says Ansar Allah released 400 detainees to Government of Yemen in total
  as known 21 October 2020
    5.2 is disputed
  25 October 2020   ICRC says Ansar Allah released 400 detainees to Government of Yemen in total
  as known 26 October 2020
    5.2 is fulfilled

story "The one fixed day"
  Is the release of all persons overdue when nobody reports anything?
  as known 19 January 2019
    3.1 is cannot tell, due 20 January 2019
  as known 21 January 2019
    3.1 is overdue
  as known 21 January 2019 for Ansar Allah
    3.1 is overdue

story "Officers stay away from the committee"
  Is it a breach when one side stays away?
  11 March 2020     UNMHA says Government of Yemen boycotted the Redeployment Coordination Committee
  as known 13 March 2020
    1.7 is watched, found 0
  15 March 2020     United Nations finds a breach of 1.7
  as known 16 March 2020
    1.7 is violated, found 1, since 15 March 2020

story "The mission's mandate goes on"
  Until when must the mission lead the committee, once the Council has extended it?
  as known 1 July 2019
    4.9 is cannot tell, due 16 July 2019
  15 July 2019      Security Council extends 4.9 to 15 January 2020
  as known 20 July 2019
    4.9 is cannot tell, due 15 January 2020
    4.9 says "Security Council"
