# The reports in these stories are invented to test the text; they are not news.

stories for "agreement.truce"

story "The first part of the arms, told by the side that owes it"
  Is the first part overdue on the day after D+90, when only FARC-EP tells of it?
  15 February 2017  UN Mission finds 1.9 fulfilled
  1 March 2017 12:00  FARC party says FARC-EP handed over arms to UN Mission
  as known 1 March 2017 13:00
    1.20 is cannot tell, due 2 March 2017 00:00
    1.20 says "nothing is told of it"
  as known 2 March 2017 12:00
    1.20 is overdue
  as known 2 March 2017 12:00 for FARC-EP
    1.20 is overdue
  3 March 2017      UN Mission says, of 1 March 2017, FARC-EP handed over arms to UN Mission
  as known 4 March 2017
    1.20 is cannot tell
    1.20 says "1 independent voice"

story "Units that come late to the zones"
  Were the units in the zones by the thirtieth day?
  as known 31 December 2016 20:00
    1.9 is cannot tell, due 1 January 2017 00:00
  as known 1 January 2017 12:00
    1.9 is overdue
  31 January 2017   Tripartite Mechanism says FARC-EP withdrew its units to the zones
  18 February 2017  UN Mission says FARC-EP withdrew its units to the zones
  19 February 2017  UN Mission finds 1.9 fulfilled
  as known 20 February 2017
    1.9 is fulfilled
    1.9 says "found fulfilled by UN Mission"

story "The road map moves the days"
  What is owed in June 2017 by the road map, and what by the first calendar?
  15 February 2017  UN Mission finds 1.9 fulfilled
  as known 28 May 2017
    1.20 is overdue
    1.22 is overdue, since 1 May 2017 00:00
    1.24 is cannot tell, due 31 May 2017 00:00
  as known 30 May 2017
    1.22 is cannot tell, due 21 June 2017 00:00
    1.24 is cannot tell, due 2 August 2017 00:00
    1.34 is not overdue
  as known 21 June 2017 12:00
    1.22 is overdue
  26 June 2017      UN Mission finds 1.22 fulfilled
  as known 27 June 2017
    1.22 is fulfilled

story "Shots near a zone"
  What is alleged when each side tells of the same night?
  10 April 2017 09:00  Colombian defence ministry says FARC-EP fired in "Tumaco" incident "night"
  10 April 2017 12:00  FARC party denies that FARC-EP fired in "Tumaco" incident "night"
  10 April 2017 12:30  FARC party says National Government fired in "La Variante", injuring 1 person incident "camp"
  as known 10 April 2017 20:00
    1.1 is watched, alleged 2, found 0
    1.1 has alleged 1 by National Government against FARC-EP
    1.1 has alleged 1 by FARC-EP against National Government
    incident "night" is claimed, contested
  20 April 2017     Tripartite Mechanism finds a breach of 1.1 by National Government in incident "camp"
  20 April 2017     Tripartite Mechanism finds no breach of 1.1 in incident "night"
  as known 21 April 2017
    1.1 is violated, found 1
    1.1 has alleged 1 against National Government
  25 April 2017     FARC party withdraws what it said on 10 April 2017 12:30
  as known 26 April 2017
    1.1 has found 1

story "Count of the arms"
  How many arms has the Mission, and by whose count?
  7 June 2017       UN Mission says FARC-EP handed over 2,300 arms since entry into force
  13 June 2017      UN Mission says FARC-EP handed over 4,100 arms since entry into force
  14 June 2017      FARC party says FARC-EP handed over 4,500 arms since entry into force
  as known 15 June 2017
    tally "Arms stored by the Mission" counts 4,100 by UN Mission
    tally "Arms stored by the Mission" counts 4,500 by FARC party

story "Politics waits for the certificate"
  May the seats be claimed before the Mission has certified the arms?
  as known 20 June 2017
    phase 2 is not started
    2.1 is not due
    phase 2 waits for "certifies that the arms are laid down"
  27 June 2017 10:00  UN Mission certifies that the arms are laid down
  27 June 2017 12:00  UN Mission declares that phase 2 begins
  as known 28 June 2017
    phase 2 is current
    phase 3 is current

story "A killing reported late"
  Does a killing in April that becomes known in May change the account?
  5 April 2017      Ombudsman's Office says 1 person was killed in "Nariño"
  as known 6 April 2017
    tally "Former members killed" counts 1 by Ombudsman's Office
  2 May 2017        OHCHR says, of 20 April 2017, 2 people were killed in "Cauca"
  as known 3 May 2017
    tally "Former members killed" counts 2 by OHCHR
    tally "Former members killed" counts 1 by Ombudsman's Office
