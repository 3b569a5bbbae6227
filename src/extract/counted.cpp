// SPDX-License-Identifier: Apache-2.0
#include "extract/counted.h"

#include <array>
#include <string>
#include <unordered_map>

namespace truce::extract {
namespace {

struct Family {
  Counts counts;
  std::string_view regular;  // plural by -s, -es or -ies
  std::string_view pairs;    // singular/plural, or one form for both as "people/people"
};

// The regular plural is derived, so the lists hold each noun once.
constexpr std::array kFamilies = {
    Family{
        Counts::people,
        "person civilian soldier militant fighter resident worker journalist reporter prisoner "
        "detainee "
        "hostage captive student teacher doctor nurse medic paramedic patient victim protester "
        "demonstrator settler peacekeeper officer guard commander leader rebel insurgent "
        "separatist "
        "terrorist guerrilla gunner driver passenger refugee migrant villager farmer fisher miner "
        "shepherd trader merchant employee volunteer official member recruit conscript reservist "
        "sailor pilot operator boy girl baby infant toddler teenager minor youth adult elder "
        "brother "
        "sister son daughter parent mother father relative family national citizen foreigner "
        "casualty fatality death injury suspect inmate convict attacker assailant bomber hijacker "
        "sniper combatant non-combatant noncombatant mercenary contractor engineer technician "
        "rescuer firefighter responder observer monitor inspector diplomat minister lawmaker judge "
        "lawyer activist cleric imam priest worshipper worshiper pilgrim tourist visitor guest "
        "abductee kidnapper returnee evacuee deserter defector paratrooper marine trooper general "
        "colonel captain sergeant lieutenant corporal cadet agent spy informant collaborator "
        "dissident extremist jihadist islamist loyalist operative cadre mourner staffer aide "
        "survivor orphan widow pow invader occupant shopper bystander passer-by human soul "
        "candidate "
        "ex-combatant ex-fighter ex-guerrilla bodyguard gendarme border-guard cook engineer expert "
        "negotiator delegate mediator chief physician nomad herder pastoralist martyr "
        "servicemember "
        "individual household resistance-fighter internally-displaced adviser advisor trainee "
        "instructor pupil photographer videographer guide fan spectator smuggler bandit cashier "
        "footballer seafarer scout clerk partisan deminer sapper herdsman motorist cyclist "
        "pedestrian traveller traveler schoolteacher chef janitor preacher pastor nun monk",
        "people/people man/men woman/women child/children gunman/gunmen policeman/policemen "
        "policewoman/policewomen serviceman/servicemen servicewoman/servicewomen "
        "fisherman/fishermen schoolchild/schoolchildren spokesman/spokesmen wife/wives "
        "personnel/personnel troop/troops police/police staff/staff crew/crew others/others "
        "other/others schoolgirl/schoolgirls schoolboy/schoolboys cameraman/cameramen "
        "rifleman/riflemen guardsman/guardsmen tribesman/tribesmen businessman/businessmen "
        "idp/idps militiaman/militiamen forces/forces dead/dead crewman/crewmen "
        "clergyman/clergymen grandchild/grandchildren "
        "congressman/congressmen crewmember/crewmembers peshmerga/peshmerga "
        "aid-worker/aid-workers"},
    Family{Counts::bodies, "corpse cadaver coffin", "body/bodies remains/remains"},
    Family{Counts::trucks, "truck lorry truckload lorryload", ""},
    Family{Counts::tonnes, "tonne ton", "mt/mt"},
    Family{Counts::violations, "violation breach infringement infraction transgression", ""},
    Family{
        Counts::attacks,
        "attack strike airstrike air-strike raid shelling bombing bombardment assault ambush "
        "incursion "
        "shooting incident clash battle engagement offensive operation sortie overflight stabbing "
        "missile-strike sweep opening firing airdrop drone-strike",
        ""},
    Family{Counts::explosions, "explosion blast detonation burst", ""},
    Family{
        Counts::vehicles,
        "vehicle car tank bus ambulance boat vessel ship tanker warship submarine train motorcycle "
        "bulldozer jeep pickup helicopter warplane plane jet bomber fighter-jet convoy howitzer "
        "launcher barge frigate ferry locomotive wagon tractor van taxi motorbike dinghy yacht "
        "corvette trawler carrier excavator minibus",
        "aircraft/aircraft apc/apcs ifv/ifvs"},
    Family{Counts::munitions,
           "rocket missile drone mortar shell bomb mine grenade projectile landmine munition "
           "bullet round "
           "rifle weapon gun firearm uav ied interceptor warhead device cartridge cache "
           "artillery-shell "
           "quadcopter machine-gun handgun pistol torpedo balloon charge",
           "uavs/uavs ammunition/ammunition"},
    Family{
        Counts::buildings,
        "building house home apartment school hospital mosque church clinic shop store market farm "
        "shelter tent tunnel bridge warehouse factory facility structure block tower well bakery "
        "university ambulance-station substation refinery depot camp checkpoint post outpost base "
        "position site settlement village town city locality area neighbourhood neighborhood "
        "crossing "
        "road station plant port airport roadblock observation-post",
        ""},
    Family{
        Counts::other,
        "aid-package parcel package pallet litre liter shipment delivery flight visit order case "
        "warrant sanction protest rally permit request application mission coffin-shaped meal "
        "sheep cow "
        "animal tree olive-tree complaint allegation claim statement letter document list name",
        "livestock/livestock cattle/cattle"},
    Family{
        Counts::duration,
        "second minute hour day night week weekend month year decade century fortnight generation",
        ""},
    Family{Counts::distance, "kilometre kilometer mile metre meter yard centimetre centimeter inch",
           "km/km foot/feet mi/mi kms/kms nm/nm"},
    Family{Counts::area, "hectare acre dunam dunum", "sq/sq square/square"},
    Family{Counts::weight, "kilogram kilo gram pound ounce barrel gallon", "kg/kg lb/lbs"},
    Family{Counts::calibre, "millimetre millimeter", "mm/mm"},
    Family{Counts::price,
           "dollar euro shekel pound-sterling rouble ruble hryvnia dinar riyal rial lira peso cent",
           "usd/usd eur/eur"},
    Family{Counts::score, "vote goal seat percentage", "point/points"},
    Family{
        Counts::label,
        "side party country nation state government phase stage step round time part way thing "
        "front "
        "option condition category group bank language kind type form reason issue topic question "
        "region continent ally version term chapter clause article paragraph page sector",
        ""},
};

std::string plural_of(std::string_view noun) {
  const std::string word(noun);
  const auto ends = [&](std::string_view tail) { return word.ends_with(tail); };
  if (ends("y") && word.size() > 2 &&
      std::string_view("aeiou").find(word[word.size() - 2]) == std::string_view::npos) {
    return word.substr(0, word.size() - 1) + "ies";
  }
  if (ends("s") || ends("x") || ends("ch") || ends("sh")) return word + "es";
  return word + "s";
}

template <class Visit>
void each_word(std::string_view words, Visit visit) {
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    if (end != 0) visit(words.substr(0, end));
    if (end == std::string_view::npos) return;
    words.remove_prefix(end + 1);
  }
}

using Nouns = std::unordered_map<std::string, CountedNoun>;

void add(Nouns& nouns, const Family& family) {
  each_word(family.regular, [&](std::string_view noun) {
    nouns.try_emplace(std::string(noun), CountedNoun{family.counts, true, false});
    nouns.try_emplace(plural_of(noun), CountedNoun{family.counts, false, true});
  });
  each_word(family.pairs, [&](std::string_view pair) {
    const std::size_t slash = pair.find('/');
    const std::string one(pair.substr(0, slash));
    const std::string many(pair.substr(slash + 1));
    nouns.insert_or_assign(one, CountedNoun{family.counts, true, one == many});
    nouns.insert_or_assign(many, CountedNoun{family.counts, one == many, true});
  });
}

const Nouns& nouns() {
  static const Nouns kNouns = [] {
    Nouns made;
    for (const Family& family : kFamilies) add(made, family);
    return made;
  }();
  return kNouns;
}

}  // namespace

std::optional<CountedNoun> counted_noun(std::string_view noun) {
  const auto found = nouns().find(std::string(noun));
  if (found == nouns().end()) return std::nullopt;
  return found->second;
}

}  // namespace truce::extract
