import { describe, expect, test } from "vitest";

import type { Geoip } from "../../src/emulator/actions/types/request-types.ts";
import {
  aRefreshTokenLogin,
  aSilentLogin,
  describeTemplate,
  nothing,
  type TestLogin,
} from "../support/describeTemplate.ts";

const configuration = { ALLOWED_COUNTRIES: "DE, AT, CH" };

const allowed = { result: "allowed", console: [], idToken: nothing, appMetadata: nothing };
const denied = { result: "denied", reason: "You cannot log in from where you are.", console: [] };

/** A login from this country. */
function from(countryCode: unknown): TestLogin {
  const geoip = Object.assign<Geoip, object>({}, { countryCode });
  return { configuration, request: { geoip } };
}

describeTemplate("allow-countries", ({ login }) => {
  test.each(["DE", "AT", "CH"])("lets in a login from %s, which is listed", async (country) => {
    expect(await login(from(country))).toMatchObject(allowed);
  });

  test.each(["de,at,ch", "DE", ",DE,", " fr  DE ", "FR\nDE\n"])(
    "lets in a login from DE if the list is %j",
    async (list) => {
      const outcome = await login({ ...from("DE"), configuration: { ALLOWED_COUNTRIES: list } });
      expect(outcome).toMatchObject(allowed);
    },
  );

  describe("denies a login", () => {
    test.each([
      ["from another country", "FR"],
      ["from an anonymous proxy", "A1"],
      ["from a continent", "EU"],
      ["from nowhere", "XX"],
      ["from a code that is no text", ["DE"]],
      ["from the whole list", "DE, AT, CH"],
      ["from a code of one letter", "D"],
    ])("%s, also if unknown countries are allowed", async (_where, country) => {
      expect(await login(from(country))).toMatchObject(denied);
      const lenient = { ...configuration, UNKNOWN_COUNTRY: "allow" };
      const outcome = await login({ ...from(country), configuration: lenient });
      expect(outcome).toMatchObject(denied);
    });

    test("from a country whose name and code of three letters are listed", async () => {
      const outcome = await login({
        configuration: { ALLOWED_COUNTRIES: "DE" },
        request: {
          geoip: { countryCode: "FR", countryCode3: "DE", countryName: "DE", continentCode: "DE" },
        },
      });
      expect(outcome).toMatchObject(denied);
    });

    test.each([
      ["silent", aSilentLogin()],
      ["of a refreshed token", aRefreshTokenLogin()],
      ["by a password grant", { protocol: "oauth2-password" }],
      ["by SAML", { protocol: "samlp" }],
    ])("%s, and lets it in from a listed country", async (_how, circumstances) => {
      expect(await login({ ...from("FR"), ...circumstances })).toMatchObject(denied);
      expect(await login({ ...from("DE"), ...circumstances })).toMatchObject(allowed);
    });
  });

  describe("from an address whose country is not known", () => {
    const places: [string, TestLogin][] = [
      ["a private address", { request: { ip: "10.0.0.1", geoip: null } }],
      ["the machine itself", { request: { ip: "::1", geoip: null } }],
      ["a public address", { request: { ip: "203.0.113.7", geoip: {} } }],
      ["a place without a country", { request: { geoip: { continentCode: "EU" } } }],
      ["an empty country", { request: { geoip: { countryCode: "" } } }],
      ["no address", { request: { ip: null, geoip: null } }],
      ["no request", { request: null }],
    ];

    test.each(places)("denies a login unless told otherwise: %s", async (_what, place) => {
      const values = ["", "deny", "Allow", "true"].map((value) => ({ UNKNOWN_COUNTRY: value }));
      for (const setting of [{}, ...values]) {
        const outcome = await login({ ...place, configuration: { ...configuration, ...setting } });
        expect(outcome).toMatchObject(denied);
      }
    });

    test.each(places)("lets it in when told so: %s", async (_what, place) => {
      const lenient = { ...configuration, UNKNOWN_COUNTRY: "allow" };
      expect(await login({ ...place, configuration: lenient })).toMatchObject(allowed);
    });
  });

  test.each(["Germany", "DEU", "DE;AT", "*", "D", "DE*"])(
    "denies a login from DE when the list is %j",
    async (list) => {
      const outcome = await login({ ...from("DE"), configuration: { ALLOWED_COUNTRIES: list } });
      expect(outcome).toMatchObject(denied);
    },
  );

  describe("denies every login, and names the setting,", () => {
    test.each([
      {},
      { ALLOWED_COUNTRIES: "" },
      { ALLOWED_COUNTRIES: " , " },
      { UNKNOWN_COUNTRY: "allow" },
    ])("when the settings are %j", async (settings) => {
      const outcome = await login({ ...from("DE"), configuration: settings });
      expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
      expect(outcome.console).toEqual([
        { level: "log", text: "Countries: denied, check ALLOWED_COUNTRIES" },
      ]);
    });
  });
});
