// Being signed in, and staying so.

import { csrf, send } from "./wire.js";

const EARLY = 0.8; // of the time that an access token lasts

class Session extends EventTarget {
  /** How often it was renewed: what failed before may work now. */
  renewals = 0;
  #timer = 0;
  #renewing = null;

  /** Whether somebody is signed in by now, without asking anybody, and may do more than choose a password. */
  async resume() {
    if (!csrf()) return false;
    return this.renew().then(
      ({ user }) => !user.must_change_password,
      (fault) => {
        if (fault.status === 401 || fault.status === 403) return false;
        throw fault;
      },
    );
  }

  /** Renew it, once for all who want it. */
  renew() {
    this.#renewing ??= this.#begin("/auth/refresh").finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  /** Sign in; whether another password has to be chosen first. */
  async enter(name, password) {
    const { user } = await this.#begin("/auth/login", { name, password, cookies: true });
    return user.must_change_password;
  }

  /** Who may register. */
  async options() {
    return (await send("/auth/options")).json();
  }

  /** Register, and be signed in; whether another password has to be chosen, which one's own never has. */
  async register(name, password, invite) {
    const { user } = await this.#begin("/auth/register", { name, password, invite: invite || null, cookies: true });
    return user.must_change_password;
  }

  /** Choose another password. */
  change(old, password) {
    return send("/me/password", { method: "PUT", body: { old, password } });
  }

  async leave() {
    clearTimeout(this.#timer);
    await send("/auth/logout", { method: "POST" });
  }

  async #begin(path, body) {
    const answer = await (await send(path, { method: "POST", body })).json();
    this.renewals += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.renew().catch(() => {}), answer.expires_in * EARLY * 1000);
    return answer;
  }

  /** An answer, after renewing what had expired, or after somebody has signed in again. */
  async answered(path, options) {
    try {
      return await send(path, options);
    } catch (fault) {
      if (fault.status !== 401) throw fault;
    }
    if (!(await this.resume())) await new Promise((entered) => this.dispatchEvent(new CustomEvent("over", { detail: entered })));
    return send(path, options);
  }
}

export const session = new Session();
