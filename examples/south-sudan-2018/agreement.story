# The reports in these stories are invented to test the text; they are not news.

stories for "agreement.truce"

story "Separated within 72 hours"
  Is the separation overdue on the fourth day, when one party alone tells of its own?
  14 September 2018 10:00  SSPDF says TGoNU withdrew forces that stand close
  as known 15 September 2018 12:00
    1.3 is due soon, due 16 September 2018 00:00
  as known 16 September 2018 12:00
    1.3 is overdue
    1.3 says "by the side that owes it"
  20 September 2018  CTSAMVM says TGoNU withdrew forces that stand close
  25 September 2018  UNMISS says "SPLM/A-IO" withdrew forces that stand close
  as known 26 September 2018
    1.3 is partly fulfilled

story "Fire near Yei"
  Is the ceasefire broken when each side charges the other, and the monitors come late?
  24 September 2018 09:00  "SPLA-IO spokesman's office" says TGoNU attacked in "Yei", killing 4 people incident "bridge"
  24 September 2018 15:00  SSPDF says "SPLM/A-IO" attacked in "Lasu" incident "post"
  24 September 2018 16:00  SSPDF denies that TGoNU attacked in "Yei" incident "bridge"
  as known 24 September 2018 20:00
    1.1 is watched, alleged 2, found 0
    1.1 has alleged 1 by "SPLM/A-IO" against TGoNU
    1.1 has alleged 1 by TGoNU against "SPLM/A-IO"
    incident "bridge" is claimed, contested
  10 October 2018   CTSAMVM says, of 24 September 2018, TGoNU attacked in "Yei" incident "bridge"
  as known 11 October 2018
    incident "bridge" is observed, contested
  20 October 2018   CTSAMVM finds a breach of 1.1 by TGoNU in incident "bridge"
  as known 21 October 2018
    1.1 is violated, found 1
  as known 21 October 2018 for TGoNU
    1.1 has alleged 0 by "SPLM/A-IO"

story "A party of which nobody speaks"
  Does the Opposition Alliance count as calm, or as unknown?
  1 October 2018    SSPDF says "SPLM/A-IO" fired in "Koch"
  as known 2 October 2018
    1.1 has alleged 0 against SSOA
    1.1 has alleged 1 against "SPLM/A-IO"
    1.4 is overdue

story "Eight months are over, and six more are agreed"
  What is owed on 13 May 2019, with and without the extension?
  as known 2 May 2019
    2.12 is cannot tell, due 13 May 2019 00:00
  3 May 2019 18:00  TGoNU, "SPLM/A-IO", SSOA extend phase 2 to 12 November 2019
  as known 3 May 2019 19:00
    2.12 is cannot tell, due 13 May 2019 00:00
  4 May 2019        Former Detainees, Other Political Parties extend phase 2 to 12 November 2019
  as known 13 May 2019 12:00
    2.12 is cannot tell, due 13 November 2019 00:00
    phase 2 is current
    phase 3 waits for "phase 2 has ended"
  as known 14 November 2019
    2.12 is overdue, since 13 November 2019 00:00

story "A hundred days more"
  Until which day does the second extension reach?
  4 May 2019        the parties extend phase 2 to 12 November 2019
  7 November 2019   the parties extend phase 2 to 22 February 2020
  as known 8 November 2019
    2.12 is cannot tell, due 23 February 2020 00:00
    2.15 is cannot tell, due 23 February 2020 00:00
    2.22 is cannot tell, due 2 January 2020 00:00
  as known 2 January 2020 12:00
    2.22 is overdue
  as known 23 February 2020 12:00
    2.12 is overdue

story "An extension by one party alone"
  Does a word of one of the five move the day?
  10 May 2019       TGoNU extends phase 2 to 12 November 2019
  as known 13 May 2019 12:00
    2.12 is overdue
    2.19 says "no effect until"

story "Civilian buildings by 15 June"
  Are the buildings overdue when one party reports, and the monitors still see soldiers in some?
  4 May 2019        the parties extend phase 2 to 12 November 2019
  1 June 2019       SSPDF says TGoNU vacated civilian buildings
  as known 14 June 2019
    2.20 is due soon, due 16 June 2019 00:00
  as known 16 June 2019 12:00
    2.20 is overdue
  5 July 2019       CTSAMVM finds a breach of 2.20
  as known 6 July 2019
    2.20 is breached

story "Aid held up, and a correction"
  Against whom is the charge when the report is corrected later?
  5 March 2019 12:00  OCHA says TGoNU obstructed relief convoys in "Unity"
  as known 6 March 2019
    1.6 is watched, alleged 1 by independent voices against TGoNU
  7 March 2019      OCHA corrects what it said on 5 March 2019 12:00, and says SSOA obstructed relief convoys in "Unity"
  as known 8 March 2019
    1.6 has alleged 1 by independent voices against SSOA
    1.6 has alleged 0 against TGoNU

story "The government of all waits for two readings"
  What does the transitional period wait for, and by whose reading?
  4 May 2019        the parties extend phase 2 to 12 November 2019
  7 November 2019   the parties extend phase 2 to 22 February 2020
  as known 21 February 2020
    phase 3 is not started
    phase 3 waits for 2.12 as "SPLM/A-IO" reads
    phase 3 waits for "announces the Unity Government"
    3.4 is not due
  23 February 2020 12:00  TGoNU announces the Unity Government
  23 February 2020 13:00  TGoNU, "SPLM/A-IO", SSOA declare that phase 3 begins
  as known 24 February 2020
    phase 3 is current
    phase 2 is completed
    3.13 is cannot tell

story "Elections are put off twice"
  By which day are elections due, by the text and by the road maps?
  23 February 2020 12:00  TGoNU announces the Unity Government
  23 February 2020 13:00  the parties declare that phase 3 begins
  as known 1 August 2022
    3.14 is cannot tell, due 25 December 2022 00:00
  4 August 2022     the parties extend 3.14 to 22 December 2024
  as known 5 August 2022
    3.14 is cannot tell, due 23 December 2024 00:00
    3.14 says "24 December 2022"
  13 September 2024 the parties extend 3.14 to 22 December 2026
  as known 14 September 2024
    3.14 is cannot tell, due 23 December 2026 00:00

story "The transitional period is made longer twice"
  Which day ends the period, before and after each road map?
  23 February 2020 12:00  TGoNU announces the Unity Government
  23 February 2020 13:00  the parties declare that phase 3 begins
  as known 3 August 2022
    phase 3 is current
  as known 1 March 2023
    phase 3 is current
  as known 12 September 2024
    phase 3 is current
  as known 1 March 2025
    phase 3 is current
  as known 1 March 2027
    phase 3 is completed

story "Prisoners to the Red Cross"
  Is the release done when the Red Cross counts and a party holds that others remain?
  20 October 2018   TGoNU information ministry says TGoNU released 20 prisoners of war to ICRC
  26 October 2018   ICRC says TGoNU released 20 prisoners of war since entry into force
  28 October 2018   "SPLA-IO spokesman's office" says TGoNU released 15 prisoners of war since entry into force
  as known 29 October 2018
    tally "Released to the Red Cross" counts 20 by ICRC
    tally "Released to the Red Cross" counts 15 by "SPLA-IO spokesman's office"
    1.7 is cannot tell
    1.7 says "1 independent voice, and by the side that owes it"
  5 November 2018   UNMISS says TGoNU released prisoners of war
  as known 6 November 2018
    1.7 is partly fulfilled
