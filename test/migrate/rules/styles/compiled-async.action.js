exports.onExecutePostLogin = async (event, api) => {
    await new Promise((resolve2) => {
        let isOver = false;
        const finish = (deny) => {
            if (isOver) return;
            isOver = true;
            deny?.();
            resolve2();
        };
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
                const { data } = yield axios_1.get(`${event.secrets.FLEET_URL}/drivers/${event.user.user_id}`);
                api.idToken.setCustomClaim(
                    `${ns}vehicles`,
                    (_a = data.vehicles) !== null && _a !== void 0 ? _a : [],
                );
                finish();
            }
            catch (err) {
                finish(() => api.access.deny("The fleet did not answer."));
            }
        });
    });
};
