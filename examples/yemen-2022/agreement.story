# The reports in these stories are invented to test the text; they are not news.

stories for "agreement.truce"

story "Eighteen ships, counted by three"
  Were the ships of the first two months admitted, when the sides count apart?
  4 April 2022      Yemen Petroleum Company says Coalition admitted 2 fuel ships into Hudaydah ports in total
  15 May 2022       UNVIM says Coalition admitted 13 fuel ships into Hudaydah ports in total
  as known 16 May 2022
    1.5 is in progress, due 2 June 2022 19:00
    1.5 counts 13 of 18 by UNVIM
  1 June 2022       Yemeni defence ministry says Coalition admitted 18 fuel ships into Hudaydah ports in total
  2 June 2022 09:00  UNVIM says Coalition admitted 16 fuel ships into Hudaydah ports in total
  as known 2 June 2022 12:00
    1.5 is disputed
    1.5 counts 18 of 18 by Yemeni defence ministry
    1.5 counts 16 of 18 by UNVIM
  2 June 2022 18:30  UNVIM says Coalition admitted 18 fuel ships into Hudaydah ports in total
  as known 3 June 2022
    1.5 is fulfilled
    1.5 counts 18 of 18 by UNVIM

story "The eighteenth ship comes after the two months"
  What if the eighteenth ship berths after the hour at which the truce was to end?
  1 June 2022       UNVIM says Coalition admitted 16 fuel ships into Hudaydah ports in total
  as known 3 June 2022
    1.5 is overdue, since 2 June 2022 19:00
  6 June 2022       UNVIM says Coalition admitted 18 fuel ships into Hudaydah ports in total
  as known 7 June 2022
    1.5 counts 18 of 18 by UNVIM

story "Weeks with too few flights"
  How many of the weeks of which anything is told were short of two flights?
  16 May 2022       OCHA says Coalition opened the airport for 1 flights at Sana'a airport
  1 June 2022       OCHA says, of 29 May 2022 to 1 June 2022, Coalition opened the airport for 2 flights at Sana'a airport
  as known 2 June 2022
    1.6 is short in 1 of 2 weeks by OCHA

story "A drone over Marib, told by both sides"
  Does a charge break the truce before somebody has found a breach?
  20 May 2022 08:00  Yemeni defence ministry says Ansar Allah struck in "Marib", killing 2 soldiers incident "drone"
  20 May 2022 14:00  Al Masirah denies that Ansar Allah struck in "Marib" incident "drone"
  as known 21 May 2022
    1.1 is watched, alleged 1 by Government of Yemen against Ansar Allah, found 0
    incident "drone" is claimed, contested
  as known 21 May 2022 for Ansar Allah
    1.1 is watched, alleged 0
  23 May 2022       Military Coordination Committee finds a breach of 1.1 by Ansar Allah in that incident
  as known 24 May 2022
    1.1 is violated, found 1

story "The first renewal holds when all have agreed"
  Does the truce go on when only one party has agreed to extend it?
  2 June 2022 15:00  Government of Yemen extends the agreement to 2 August 2022 19:00
  as known 2 June 2022 18:00
    1.5 is due soon, due 2 June 2022 19:00
    1.19 says "Government of Yemen"
    phase 2 is not started
    phase 2 waits for "announces the renewal"
  2 June 2022 18:30  Ansar Allah extends the agreement to 2 August 2022 19:00
  2 June 2022 18:30  Coalition extends the agreement to 2 August 2022 19:00
  2 June 2022 18:30  Special Envoy announces the renewal
  2 June 2022 19:30  Special Envoy declares that phase 2 begins
  as known 3 June 2022
    phase 2 is current
    2.2 is in progress, due 2 August 2022 19:00
  20 July 2022       UNVIM says Coalition admitted 24 fuel ships into Hudaydah ports in total
  as known 21 July 2022
    2.2 counts 24 of 36 by UNVIM
    1.9 is cannot tell

story "A meeting on roads, and no road"
  Are the roads of Taiz overdue when the parties have met but opened none?
  28 May 2022       Special Envoy says there was a meeting by Government of Yemen
  28 May 2022       United Nations says there was a meeting by Ansar Allah
  as known 3 June 2022
    1.9 is partly fulfilled
    1.10 is cannot tell
    1.10 as Government of Yemen reads is overdue
    1.10 as Ansar Allah reads is cannot tell
  4 June 2022       Norwegian Refugee Council says Ansar Allah opened roads in Taiz
  6 June 2022       Norwegian Refugee Council withdraws what it said on 4 June 2022
  as known 7 June 2022
    1.10 is cannot tell
    1.10 as Government of Yemen reads is overdue

story "The truce lapses"
  What is owed on the day after the second of October, and by whose word did the truce last so long?
  2 June 2022 18:00    the parties extend the agreement to 2 August 2022 19:00
  2 August 2022 18:00  the parties extend the agreement to 2 October 2022 19:00
  1 October 2022       Special Envoy extends the agreement to 2 December 2022 19:00
  as known 1 October 2022
    1.13 is cannot tell
  as known 3 October 2022
    1.13 is excused
    3.2 is not due
    phase 4 is not started
