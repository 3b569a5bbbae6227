// SPDX-License-Identifier: Apache-2.0
#include "monitor/voice.h"

#include <algorithm>

namespace truce::monitor {
namespace {

constexpr SpeakerAt kUnmet = UINT32_MAX;

std::optional<Role> role_called(std::string_view plain) {
  if (plain == "parties" || plain == "both parties" || plain == "all parties") return Role::party;
  if (plain == "guarantors") return Role::guarantor;
  if (plain == "mediators") return Role::mediator;
  if (plain == "monitors") return Role::monitor;
  return std::nullopt;
}

}  // namespace

Roster::Roster(const Agreement& agreement, Names& names) : names_(names) {
  for (const Participant& participant : agreement.participants) {
    const auto at = static_cast<SpeakerAt>(speakers_.size());
    Speaker speaker{.voice = {participant.name, {}, participant.name}, .order = at};
    speaker.monitor = participant.role == Role::monitor;
    if (participant.role == Role::party) {
      speaker.side = static_cast<PartyAt>(parties_.size());
      speaker.voice.side = participant.name;
      parties_.push_back(participant.name);
    }
    speakers_.push_back(std::move(speaker));
    members_.push_back({at, participant.role});
  }
  for (const NamedRoster& roster : agreement.rosters)
    rosters_.emplace(Names::plain(roster.name), roster.members);
  const auto enter = [&](std::string_view name, SpeakerAt at) {
    const NameId id = names_.of(name);
    if (by_name_.size() <= id.value) by_name_.resize(id.value + 1, kUnmet);
    if (by_name_[id.value] == kUnmet) by_name_[id.value] = at;
  };
  for (SpeakerAt at = 0; at < speakers_.size(); ++at) enter(agreement.participants[at].name, at);
  for (SpeakerAt at = 0; at < speakers_.size(); ++at)
    for (const std::string& name : agreement.participants[at].also) enter(name, at);
  for (SpeakerAt at = 0; at < agreement.participants.size(); ++at) {
    const std::string& under = agreement.participants[at].under;
    if (under.empty() || speakers_[at].side != kNoParty) continue;
    const PartyAt side = speakers_[named(under)].side;
    if (side == kNoParty) continue;
    speakers_[at].side = side;
    speakers_[at].voice.side = parties_[side];
  }
}

SpeakerAt Roster::named(std::string_view name) {
  const NameId id = names_.of(name);
  if (by_name_.size() <= id.value) by_name_.resize(id.value + 1, kUnmet);
  SpeakerAt& at = by_name_[id.value];
  if (at == kUnmet) {
    at = static_cast<SpeakerAt>(speakers_.size());
    std::string shown(name.empty() ? "unnamed source" : name);
    if (shown.starts_with("the ") || shown.starts_with("The ")) shown.erase(0, 4);
    speakers_.push_back({.voice = {shown, {}, shown}, .order = at});
  }
  return at;
}

SpeakerAt Roster::of(const Mention& mention) {
  return named(mention.actor.empty() ? mention.name : mention.actor);
}

SpeakerAt Roster::of(const Statement& statement, std::string_view publisher) {
  return statement.speaker ? of(*statement.speaker) : named(publisher);
}

bool Roster::order_strangers(const std::vector<Instant>& first_heard) {
  std::vector<SpeakerAt> strangers;
  for (auto at = static_cast<SpeakerAt>(members_.size()); at < first_heard.size(); ++at)
    strangers.push_back(at);
  std::stable_sort(strangers.begin(), strangers.end(), [&](SpeakerAt left, SpeakerAt right) {
    return first_heard[left] < first_heard[right];
  });
  bool changed = false;
  std::size_t last = 0;  // the order of the one before, of those that had one
  for (std::size_t at = 0; at < strangers.size(); ++at) {
    std::size_t& order = speakers_[strangers[at]].order;
    if (strangers[at] < ordered_) {
      changed |= order < last;
      last = order;
    }
    order = members_.size() + at;
  }
  ordered_ = std::max(ordered_, first_heard.size());
  return changed;
}

PartyAt Roster::bind(SpeakerAt at) {
  if (const PartyAt known = doer(at); known != kNoParty) return known;
  bound_.push_back(at);
  return doers() - 1;
}

PartyAt Roster::doer(SpeakerAt at) const {
  if (speakers_[at].side != kNoParty) return speakers_[at].side;
  const auto found = std::find(bound_.begin(), bound_.end(), at);
  if (found == bound_.end()) return kNoParty;
  return static_cast<PartyAt>(parties_.size() + static_cast<std::size_t>(found - bound_.begin()));
}

const std::string& Roster::doer_name(PartyAt at) const {
  return at < parties_.size() ? parties_[at] : speakers_[bound_[at - parties_.size()]].voice.name;
}

std::vector<SpeakerAt> Roster::meant_by(std::span<const std::string> names) {
  std::vector<SpeakerAt> meant;
  const auto add = [&](SpeakerAt at) {
    if (std::find(meant.begin(), meant.end(), at) == meant.end()) meant.push_back(at);
  };
  for (const std::string& name : names) {
    const auto role = role_called(Names::plain(name));
    if (!role && !rosters_.empty()) {
      const auto roster = rosters_.find(Names::plain(name));
      if (roster != rosters_.end()) {
        for (const std::string& member : roster->second) add(named(member));
        continue;
      }
    }
    if (!role) add(named(name));
    for (const Member& member : members_)
      if (role && member.role == *role) add(member.speaker);
  }
  return meant;
}

}  // namespace truce::monitor
