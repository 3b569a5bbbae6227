# The reports in these stories are invented to test the text; they are not news.

stories for "agreement.truce"

story "The pull-back, told by one side only"
  Is the pull-back overdue on the day after, when only one side reports?
  28 February 2015 20:00  Ukrainian general staff says Ukraine withdrew artillery from Security zone
  as known 28 February 2015 21:00
    1.5 is due soon, due 2 March 2015 00:00
  as known 2 March 2015
    1.5 is overdue, since 2 March 2015 00:00
    1.5 says "day one is 16 Feb 2015"
    1.5 says "by the side that owes it"
    1.8 is overdue
  5 March 2015      Special Monitoring Mission says Ukraine withdrew artillery from Security zone
  as known 6 March 2015
    1.5 is cannot tell
  as known 6 March 2015 for findings
    1.5 is overdue
  7 March 2015      Donetsk News Agency says Ukraine withdrew artillery from Security zone
  as known 8 March 2015
    1.5 is partly fulfilled
    1.5 says "overdue since"
    1.5 says "by the side that is owed"

story "The second day"
  By when must the pull-back begin, if the day after the ceasefire is day one?
  as known 17 February 2015 23:00
    1.4 is cannot tell, due 17 February 2015
  as known 18 February 2015 01:00
    1.4 is overdue, since 17 February 2015
    1.4 as Ukraine reads is cannot tell
    1.4 as Donetsk People's Republic reads is overdue

story "Fourteen days from the first quiet day"
  From which day do the fourteen days run?
  20 February 2015  Ukraine declares "first quiet day"
  as known 2 March 2015
    1.5 is overdue
    1.5 as Ukraine reads is cannot tell, due 6 March 2015
    1.5 as Donetsk People's Republic reads is overdue

story "Fire at Debaltseve"
  Is the truce broken when each side charges the other?
  16 February 2015 09:00  Ukrainian general staff says Donetsk People's Republic shelled in "Debaltseve", killing 5 soldiers incident "road"
  16 February 2015 11:00  Donetsk News Agency says Ukraine shelled in "Debaltseve", killing 2 people incident "station"
  16 February 2015 15:00  Donetsk News Agency denies that Donetsk People's Republic shelled in "Debaltseve" incident "road"
  as known 16 February 2015 20:00
    1.1 is watched, alleged 2, found 0
    1.1 has alleged 1 by Ukraine against Donetsk People's Republic
    1.1 has alleged 1 by Donetsk People's Republic against Ukraine
    incident "road" is claimed, contested
  17 February 2015  Special Monitoring Mission says Donetsk People's Republic shelled in "Debaltseve" incident "road"
  18 February 2015  Joint Centre finds a breach of 1.1 by Donetsk People's Republic in incident "road"
  as known 18 February 2015
    incident "road" is observed, contested
    1.1 is violated, found 1
  as known 18 February 2015 for Ukraine
    1.1 has alleged 0 by Donetsk People's Republic
  19 February 2015  Joint Centre finds that incident "road" did not happen
  as known 20 February 2015
    1.1 is watched, alleged 1, found 0

story "The exchange waits for the pull-back"
  Is the exchange of all for all owed before the pull-back is complete?
  21 February 2015  ICRC says Ukraine released 52 persons to Donetsk People's Republic
  as known 22 February 2015
    phase 3 is not started
    3.3 is not due
    phase 3 waits for 1.5
    phase 3 waits for 1.10
    tally "Persons exchanged" counts 52 by ICRC
  10 March 2015     Special Monitoring Mission finds 1.5 fulfilled
  as known 11 March 2015
    phase 3 does not wait for 1.5
    phase 3 waits for 1.6

story "The mission is kept from a store"
  What is alleged when a patrol is turned back, and the report is corrected later?
  10 April 2015 12:00  Special Monitoring Mission says Luhansk People's Republic blocked the patrols at Security zone
  as known 11 April 2015
    1.14 is watched, alleged 1 by independent voices against Luhansk People's Republic
  12 April 2015     Special Monitoring Mission corrects what it said on 10 April 2015 12:00, and says Donetsk People's Republic blocked the patrols at Security zone
  as known 13 April 2015
    1.14 has alleged 1 by independent voices against Donetsk People's Republic
    1.14 has alleged 0 against Luhansk People's Republic

story "The last day of the year"
  What is overdue on the first day of 2016, when nobody has found anything?
  as known 31 December 2015 23:00
    2.7 is cannot tell
    2.8 is cannot tell
  as known 1 January 2016 01:00
    2.7 is overdue
    2.8 is overdue
    4.2 is not due

story "Heavy weapons seen again, and reported late"
  Does a late report of guns in the zone change the account of the day?
  1 June 2015       OHCHR says there were 4 explosions in Security zone
  as known 2 June 2015
    1.11 is watched, alleged 0
  9 June 2015       Special Monitoring Mission says, of 1 June 2015, Ukraine moved artillery in Security zone
  as known 10 June 2015
    1.11 is watched, alleged 1 against Ukraine

story "Weapons seen by others than the sides"
  What is left of the charges when only what several independent voices tell counts?
  2 April 2015 10:00  Ukrainian general staff says Luhansk People's Republic fired in "Zolote" incident "night"
  3 April 2015 10:00  OHCHR says Donetsk People's Republic fired in "Horlivka", injuring 2 people incident "square"
  3 April 2015 12:00  ICRC says Donetsk People's Republic fired in "Horlivka", injuring 2 people incident "square"
  as known 4 April 2015
    1.1 is watched, alleged 2
    incident "night" is claimed
    incident "square" is corroborated
  as known 4 April 2015 for corroborated or better
    1.1 is watched, alleged 1, alleged 1 against Donetsk People's Republic
    tally "Injured since entry into force" counts 2 by OHCHR
