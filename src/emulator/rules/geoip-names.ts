/**
 * What a rule calls the parts of a place, and an event calls otherwise.
 */
export const geoipNames: Readonly<Record<string, string>> = {
  country_code: "countryCode",
  country_code3: "countryCode3",
  country_name: "countryName",
  city_name: "cityName",
  continent_code: "continentCode",
  subdivision_code: "subdivisionCode",
  subdivision_name: "subdivisionName",
  time_zone: "timeZone",
};
