import { parseFirstExpression, parseProgram } from "../../script/syntax/parser.ts";
import { readNames, type ScriptNames } from "./names.ts";
import { moduleNames, type GlobalObject } from "./global-object.ts";
import { makeScope, type Evaluators } from "./scope.ts";
import { expressionFrame, scopedText, type Compile, type FunctionText } from "./text.ts";

const evaluating: FunctionText = {
  parameters: ["scope$", "text$"],
  before: "with (scope$) return eval(text$);",
  code: "",
  after: "",
};

/**
 * `Function`, and the `eval` that knows no names of its caller, for scripts: what they make of text
 * finds the container's global object, too.
 */
export function makeEvaluators(global: GlobalObject, compile: Compile): Evaluators {
  const RealmFunction = globalThis.Function;
  const evaluators: Evaluators = {
    Function: new Proxy(RealmFunction, {
      apply: (target, _self, args) => keepFunction(Reflect.construct(target, args) as object),
      construct: (target, args) => keepFunction(Reflect.construct(target, args) as object),
    }),
    eval: (text: unknown) => {
      if (typeof text !== "string") {
        return text;
      }
      const { object } = makeScope(global, namesIn(text), {
        hidden: [...evaluating.parameters, ...moduleNames],
      });
      return Reflect.apply(compile(evaluating), global.object, [object, text]);
    },
  };

  /** The realm has checked the text, and says how the function reads. */
  const keepFunction = (made: object): object => {
    const code = RealmFunction.prototype.toString.call(made);
    const script = { code, root: parseFirstExpression(code) };
    const names = readNames(script, []);
    const text = scopedText(script, expressionFrame, names);
    const scope = makeScope(global, names, {
      hidden: [...text.parameters, ...moduleNames],
      evaluators,
    });
    return compile(text)(scope.object, scope.asThis) as object;
  };
  return evaluators;
}

/** The names in a text; none if it is not JavaScript, as the engine will say. */
function namesIn(code: string): ScriptNames {
  try {
    return readNames({ code, root: parseProgram(code) }, []);
  } catch {
    return readNames({ code: "", root: parseProgram("") }, []);
  }
}
