import { assuranceLevels } from '#libs/domain/means/assurance-level';

/** The page to choose on: no script, nothing from elsewhere. */
export const choosingPage = (service: string): string =>
  page(
    'Inloggen met een eHerkenningsmiddel (test)',
    `<p>Kies met welk middel u inlogt. Dit is geen echte inlog.</p>
<form method="post" action="/signed-in">
<label>Betrouwbaarheidsniveau
<select name="level">${assuranceLevels
      .map((level) => `<option${level === 'loa3' ? ' selected' : ''}>${level}</option>`)
      .join('')}</select></label>
<label>Machtiging voor de dienst (leeg: geen)
<input name="serviceMandate" value="${escaped(service)}"></label>
<label>Pseudoniem van de persoon
<input name="pseudonym" value="pseudonym-1" required></label>
<label>Rechtssubject
<input name="legalSubject" value="KvK:12345678" required></label>
<button>Inloggen</button>
</form>`,
  );

/** The statement, to be copied. */
export const statementPage = (statement: string): string =>
  page(
    'Verklaring over het middel (test)',
    `<p>Geef deze verklaring mee als <code>meansStatement</code>. Zij is 15 minuten geldig.</p>
<label>Verklaring
<textarea readonly rows="10">${escaped(statement)}</textarea></label>
<p><a href="/">Nog een keer</a></p>`,
  );

const page = (title: string, body: string): string => `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
body { font-family: sans-serif; line-height: 1.5; max-width: 36rem; margin: 2rem auto; padding: 0 1rem; }
.test { background: #ffe08a; color: #222; padding: .5rem 1rem; font-weight: bold; }
label { display: block; margin: 1rem 0; }
input, select, textarea { display: block; box-sizing: border-box; width: 100%; font: inherit; padding: .4rem; }
button { font: inherit; padding: .5rem 1.5rem; background: #154273; color: #fff; border: 0; }
:focus { outline: 3px solid #154273; outline-offset: 2px; }
</style>
</head>
<body>
<p class="test">Testomgeving: hier logt niemand echt in.</p>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
