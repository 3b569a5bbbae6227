# The reports in these stories are invented to test the text; they are not news.

stories for "agreement.truce"

story "The list on the last evening"
  Is the list of weapons late when it comes in the evening of 18 April?
  6 April 1991      Iraq notifies the Secretary-General and the Council of its acceptance
  as known 7 April 1991
    phase 2 waits for nothing
    1.14 is cannot tell, due 19 April 1991 00:00
    1.14 says "nothing is told of it"
  18 April 1991 20:00  United Nations says Iraq submitted a list of chemical items to Secretary-General
  as known 18 April 1991 21:00
    1.14 is cannot tell
  as known 19 April 1991 12:00
    1.14 is cannot tell
    1.14 says "one independent voice"
  19 April 1991 15:00  Special Commission says, of 18 April 1991, Iraq submitted a list of chemical items to Secretary-General
  as known 19 April 1991 16:00
    1.14 is partly fulfilled
    1.14 says "2 independent voices"
  20 April 1991     Secretary-General finds 1.14 fulfilled
  as known 20 April 1991
    1.14 is fulfilled
    1.21 is overdue
    1.21 says "nothing is told of it"

story "The ceasefire waits for a notice"
  Is there a formal ceasefire before Iraq accepts, and is firing counted before?
  5 April 1991      Kuwait News Agency says Iraq fired at Boundary
  as known 5 April 1991
    phase 2 is not started
    2.1 is not triggered
    1.7 is watched, alleged 1 by Kuwait against Iraq
  6 April 1991      Iraq notifies the Secretary-General and the Council of its acceptance
  11 April 1991     Security Council declares that phase 2 begins
  as known 11 April 1991
    phase 2 is current
  12 April 1991     Iraqi News Agency says Cooperating States fired in Territory of Iraq
  as known 13 April 1991
    2.1 is watched, alleged 1 by Iraq against Cooperating States, found 0

story "Each side's account of a post in the zone"
  What is alleged when Kuwait tells of a post and Iraq denies it?
  20 May 1991 10:00  Kuwaiti foreign ministry says Iraq deployed a post in "Safwan" incident "post"
  20 May 1991 18:00  Iraqi foreign ministry denies that Iraq deployed a post in "Safwan" incident "post"
  as known 21 May 1991
    1.6 is watched, alleged 1, found 0
    incident "post" is claimed, contested
  22 May 1991        UNIKOM says Iraq deployed a post in "Safwan" incident "post"
  as known 23 May 1991
    incident "post" is observed, contested
    1.6 is watched, alleged 1, found 0
  as known 23 May 1991 for Iraq
    1.6 has alleged 0 by Kuwait

story "Withdrawal waits for the unit"
  May the forces stay in Iraq while the unit is not in place?
  as known 1 May 1991
    1.12 is not due
    1.12 says "waits for clause 1.8"
  6 May 1991        UNIKOM says UNIKOM deployed in Demilitarized zone
  7 May 1991        Secretary-General finds 1.8 fulfilled
  as known 8 May 1991
    1.8 is fulfilled
    1.12 is cannot tell
  as known 8 May 1991 for findings
    1.8 is fulfilled

story "The plan opens the phase"
  From when do the forty-five days on weapons run?
  6 April 1991      Iraq notifies the Secretary-General and the Council of its acceptance
  11 April 1991     Security Council declares that phase 2 begins
  as known 16 June 1991
    phase 3 is not started
    3.4 is not due
  17 June 1991 12:00  Security Council approves the plan on the weapons
  as known 17 June 1991 13:00
    phase 3 waits for nothing
  17 June 1991 15:00  Security Council declares that phase 3 begins
  as known 18 June 1991
    phase 3 is current
    3.4 is cannot tell, due 2 August 1991 00:00
  18 June 1991      Special Commission finds 1.14 fulfilled
  as known 3 August 1991
    3.4 is overdue

story "Inspectors turned back, and a late account of it"
  What changes when a report of an earlier day comes in?
  24 June 1991 12:00  IAEA says Iraq blocked inspectors at "Al Qaim"
  as known 25 June 1991
    1.25 is watched, alleged 1 against Iraq
  1 July 1991       Special Commission says, of 28 June 1991, Iraq blocked inspectors at "Tuwaitha"
  as known 2 July 1991
    1.25 is watched, alleged 2 against Iraq, found 0
  3 July 1991       Security Council finds a breach of 1.25 by Iraq
  as known 4 July 1991
    1.25 is violated

story "A charge withdrawn"
  What is left when the one who told of it takes it back?
  10 June 1991      Kuwait News Agency says Iraq crossed the line in Boundary incident "patrol"
  as known 10 June 1991
    1.1 is watched, alleged 1 by Kuwait against Iraq
  12 June 1991      Kuwait News Agency withdraws what it said on 10 June 1991
  as known 12 June 1991
    1.1 is watched, alleged 0

story "The end of the ban on exports"
  Does the ban end when the inspectors are content and the Council has not agreed?
  20 May 1991       Security Council approves the programme of the fund
  1 July 1991       Special Commission finds 1.14 fulfilled
  as known 2 July 1991
    phase 6 is not started
    6.2 is not triggered

story "The line after its demarcation"
  By which line is a crossing judged after May 1993, and what of a crossing before?
  10 May 1993       Kuwait News Agency says Iraq crossed the line in Boundary incident "before"
  as known 10 May 1993
    1.1 is watched, alleged 1 by Kuwait against Iraq
    1.2 is cannot tell
  10 June 1993      Kuwait News Agency says Iraq crossed the boundary in Boundary incident "after"
  as known 11 June 1993
    1.1 has alleged 2 by Kuwait against Iraq

story "The Council lifts what it laid down"
  Is the watch of the unit still owed when the Council ends it?
  as known 1 October 2003
    1.9 is cannot tell
  6 October 2003    Security Council waives 1.9
  as known 7 October 2003
    1.9 is waived
  7 October 2003    Kuwait waives 1.34
  as known 8 October 2003
    1.34 is not waived
