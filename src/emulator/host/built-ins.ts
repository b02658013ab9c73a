/** What a script can put something else in the place of, and the emulator needs, too. */
interface BuiltIn {
  readonly name: string;
  readonly holder: object;
  readonly key: string | symbol;
}

const { defineProperty, deleteProperty, get, getOwnPropertyDescriptor } = Reflect;

type Holder = Record<string | symbol, unknown>;

/** The properties of an object that has more than its type tells. */
function fieldsOf(holder: object): Holder {
  return holder as Holder;
}

const arrays = fieldsOf(Array.prototype);
const array = fieldsOf(Array);
const object = fieldsOf(Object);
const objects = fieldsOf(Object.prototype);
const json = fieldsOf(JSON);
const promises = fieldsOf(Promise.prototype);
const promise = fieldsOf(Promise);
const strings = fieldsOf(String.prototype);
const patterns = fieldsOf(RegExp.prototype);
const maps = fieldsOf(Map.prototype);
const sets = fieldsOf(Set.prototype);
const weakMaps = fieldsOf(WeakMap.prototype);
const functions = fieldsOf(Function.prototype);
const math = fieldsOf(Math);
const number = fieldsOf(Number);
const reflect = fieldsOf(Reflect);
const globals = fieldsOf(globalThis);
const listIterator = fieldsOf(Reflect.getPrototypeOf([].values()) ?? {});

/** What is not there yet is to stay so, such as `then` of all objects. */
const places: readonly BuiltIn[] = [
  ...placesIn(
    "Array.prototype",
    arrays,
    "at concat entries every filter find findIndex flatMap forEach includes indexOf join keys map pop push reduce reverse shift slice some sort splice toSorted unshift values then toJSON",
  ),
  ...placesIn("Array", array, "from isArray"),
  ...placesIn(
    "Object",
    object,
    "assign create defineProperty entries freeze fromEntries getPrototypeOf hasOwn keys setPrototypeOf values",
  ),
  ...placesIn(
    "Object.prototype",
    objects,
    "hasOwnProperty toString valueOf then toJSON get set value writable enumerable configurable",
  ),
  ...placesIn("JSON", json, "parse stringify"),
  ...placesIn("Promise.prototype", promises, "constructor then catch finally"),
  ...placesIn("Promise", promise, "all race reject resolve"),
  ...placesIn(
    "String.prototype",
    strings,
    "at endsWith includes indexOf match matchAll padStart repeat replace replaceAll slice split startsWith toLowerCase toUpperCase trim toJSON",
  ),
  ...placesIn("RegExp.prototype", patterns, "exec test"),
  ...placesIn("Map.prototype", maps, "clear delete entries get has keys set values"),
  ...placesIn("Set.prototype", sets, "add clear delete has values"),
  ...placesIn("WeakMap.prototype", weakMaps, "get has set"),
  ...placesIn("Function.prototype", functions, "apply bind call"),
  ...placesIn("Math", math, "floor max min"),
  ...placesIn("Number", number, "isFinite isInteger isNaN"),
  ...placesIn("Reflect", reflect, "apply construct defineProperty deleteProperty get"),
  ...placesIn(
    "",
    globals,
    "Array Error JSON Map Math Number Object Promise Proxy RangeError Reflect RegExp Set String Symbol TextEncoder TypeError URL WeakMap",
  ),
  { name: "Array.prototype[Symbol.iterator]", holder: arrays, key: Symbol.iterator },
  { name: "Map.prototype[Symbol.iterator]", holder: maps, key: Symbol.iterator },
  { name: "Set.prototype[Symbol.iterator]", holder: sets, key: Symbol.iterator },
  { name: "String.prototype[Symbol.iterator]", holder: strings, key: Symbol.iterator },
  { name: "next of the iterator of lists", holder: listIterator, key: "next" },
];

function placesIn(owner: string, holder: object, keys: string): BuiltIn[] {
  const prefix = owner === "" ? "" : `${owner}.`;
  return keys.split(" ").map((key) => ({ name: prefix + key, holder, key }));
}

/** What is there now, in the order of the places. */
function readAll(): unknown[] {
  return places.map(({ holder, key }) => get(holder, key) as unknown);
}

/** What the realm's built-ins are while logins run, as they were before the first of them. */
class BuiltIns {
  #running = 0;
  #before: unknown[] = [];

  readonly places: readonly BuiltIn[] = places;

  /** What is there now, in the order of the places. */
  read(): unknown[] {
    return readAll();
  }

  /** A login begins. */
  enter(): void {
    if (this.#running++ === 0) {
      this.#before = readAll();
    }
  }

  /** A login has ended. */
  leave(): void {
    this.#running--;
  }

  /**
   * Puts back what scripts have replaced, and gives the names. Scripts share the realm with the
   * emulator, which could not say how their login ended with a `map` that throws or a
   * `JSON.stringify` that answers anything.
   */
  restore(): string[] {
    const names: string[] = [];
    // A script that goes on after its login has ended is nobody's.
    if (this.#running === 0) {
      return names;
    }
    // Nothing here may use what has been replaced.
    for (let index = 0; index < places.length; index++) {
      const place = places[index];
      if (place && get(place.holder, place.key) !== this.#before[index]) {
        putBack(place, this.#before[index]);
        names[names.length] = place.name;
      }
    }
    return names;
  }
}

function putBack({ holder, key }: BuiltIn, value: unknown): void {
  if (value === undefined) {
    deleteProperty(holder, key);
  } else {
    const own = getOwnPropertyDescriptor(holder, key);
    defineProperty(holder, key, {
      // Without a prototype that could have been given a `get`.
      __proto__: null,
      value,
      writable: true,
      configurable: true,
      enumerable: own?.enumerable ?? false,
    } as PropertyDescriptor);
  }
}

export const builtIns: BuiltIns = new BuiltIns();
