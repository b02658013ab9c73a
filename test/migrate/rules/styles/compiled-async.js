function compiledAsync(user, context, callback) {
    var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) {
        function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
        return new (P || (P = Promise))(function (resolve, reject) {
            function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
            function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
            function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
            step((generator = generator.apply(thisArg, _arguments || [])).next());
        });
    };
    return __awaiter(this, void 0, void 0, function* () {
        const axios_1 = require("axios");
        const ns = "https://fleet.example.com/";
        var _a;
        try {
            const { data } = yield axios_1.get(`${configuration.FLEET_URL}/drivers/${user.user_id}`);
            context.idToken[`${ns}vehicles`] = (_a = data.vehicles) !== null && _a !== void 0 ? _a : [];
            callback(null, user, context);
        }
        catch (err) {
            callback(new Error("The fleet did not answer."));
        }
    });
}
