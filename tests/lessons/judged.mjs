// The page's checker in node: reads cases as JSON from stdin and prints its verdicts.
// A case is [data, typed], [data, state, made] or [data, { link }, made].
import { readFileSync } from "node:fs";
import { judge, judgeState } from "../../book/live/judge.ts";

const cases = JSON.parse(readFileSync(0, "utf8"));
const judged = ([data, answer, made]) => {
  if (!made) return judge(data, answer);
  return answer.link ? judge(data, answer.link, () => made) : judgeState(data, answer, made);
};
console.log(JSON.stringify(cases.map(judged)));
