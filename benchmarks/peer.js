// The engines in Node, used as their documentation says:
// node peer.js ENGINE TEMPLATE FOLDER DATA.yaml… (or DATA.json…)
"use strict";
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

const load = createRequire(path.join(__dirname, ".work", "package.json"));

/** docxtemplater, by itself or with its parser of expressions. */
function docxtemplater(template, parser) {
  const PizZip = load("pizzip");
  const Docxtemplater = load("docxtemplater");
  const content = fs.readFileSync(template);
  const options = { paragraphLoop: true, linebreaks: true, ...(parser && { parser }) };
  return (data) => {
    const page = new Docxtemplater(new PizZip(content), options);
    page.render(data);
    return page.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  };
}

const ENGINES = {
  docxtemplater: (template) => docxtemplater(template),

  "docxtemplater + angular": (template) => {
    const expressions = load("docxtemplater/expressions.js");
    const filters = { join: (names) => names.join("、") };
    return docxtemplater(template, expressions.configure({ filters }));
  },

  "easy-template-x": (template) => {
    const { TemplateHandler } = load("easy-template-x");
    const content = fs.readFileSync(template);
    const handler = new TemplateHandler();
    return (data) => handler.process(content, data);
  },

  "docx-templates": (template) => {
    const { createReport } = load("docx-templates");
    const content = fs.readFileSync(template);
    const options = { cmdDelimiter: "+++", noSandbox: true, maximumWalkingDepth: 1e9 };
    return (data) => createReport({ template: content, data, ...options });
  },

  carbone: (template) => {
    const { promisify } = require("util");
    const render = promisify(load("carbone").render);
    return (data) => render(template, data);
  },
};

async function main([engine, template, folder, ...names]) {
  const render = ENGINES[engine](template);
  const parse = names[0].endsWith(".yaml") ? load("js-yaml").load : JSON.parse;
  for (const name of names) {
    const data = parse(fs.readFileSync(name, "utf8"));
    const stem = path.parse(name).name;
    fs.writeFileSync(path.join(folder, `${stem}.docx`), await render(data));
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
