// SPDX-License-Identifier: Apache-2.0
// The name under which this browser's user decides; kept here for the next time.

const place = 'truce.reviewer';

function kept(): string {
  try {
    return localStorage.getItem(place) ?? '';
  } catch {
    return '';
  }
}

class Reviewer {
  #name = $state(kept());
  get name(): string {
    return this.#name;
  }
  set name(name: string) {
    this.#name = name;
    try {
      localStorage.setItem(place, name);
    } catch {
      // A browser that keeps nothing asks again.
    }
  }
}

export const reviewer = new Reviewer();
