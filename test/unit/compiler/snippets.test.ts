import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { compareSnippet, readSnippets, snippetOracle } from "../../../tools/parity/snippets.ts";

const corpus = new URL("../../corpus/snippets/", import.meta.url);

test("short programs give CPython's code, warnings and errors", async (context) => {
  const oracle = await snippetOracle();
  for (const name of readdirSync(corpus)) {
    await context.test(name, () => {
      const snippets = readSnippets(fileURLToPath(new URL(name, corpus)));
      assert.ok(snippets.length > 20);
      for (const snippet of snippets) {
        assert.equal(compareSnippet(snippet, oracle), undefined, `${snippet.where}\n${snippet.source}`);
      }
    });
  }
});
