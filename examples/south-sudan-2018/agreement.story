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

story "Eight months are over"
  What is owed on 13 May 2019, and does the next period begin by the day alone?
  11 May 2019       "SPLA-IO spokesman's office" says "SPLM/A-IO" withdrew its forces to the cantonment sites
  as known 13 May 2019 12:00
    phase 5 is not started
    2.12 is not fulfilled
  13 May 2019 14:00 TGoNU, "SPLM/A-IO", SSOA, Former Detainees, Other Political Parties agree to six months more
  13 May 2019 15:00 TGoNU, "SPLM/A-IO", SSOA, Former Detainees, Other Political Parties declare that phase 3 begins
  as known 14 May 2019
    phase 3 is current
    phase 4 waits for "is reached"

story "Civilian buildings by 15 June"
  Are the buildings overdue when the monitors still see soldiers in some?
  13 May 2019 14:00 TGoNU, "SPLM/A-IO", SSOA, Former Detainees, Other Political Parties agree to six months more
  13 May 2019 15:00 TGoNU, "SPLM/A-IO", SSOA, Former Detainees, Other Political Parties declare that phase 3 begins
  1 June 2019       SSPDF says TGoNU vacated civilian buildings
  as known 14 June 2019
    3.2 is due soon, due 16 June 2019 00:00
  as known 16 June 2019 12:00
    3.2 is overdue
  5 July 2019       CTSAMVM finds a breach of 3.2
  as known 6 July 2019
    3.2 is breached

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
  as known 21 February 2020
    phase 5 is not started
    5.4 is not due
  22 February 2020 12:00  TGoNU announces the Unity Government
  22 February 2020 13:00  TGoNU, "SPLM/A-IO", SSOA declare that phase 5 begins
  as known 23 February 2020
    phase 5 is current
    phase 2 is completed
    5.13 is cannot tell

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
