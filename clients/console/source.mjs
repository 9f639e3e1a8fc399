// source.mjs FILE: an IMAP server on loopback from which a mailbox is moved. It lets everybody in, and writes its port to FILE.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

const FOLDERS = { INBOX: 5, Projects: 2 };
const DATE = '"03-Feb-2025 04:05:06 +0000"';
const [file] = process.argv.slice(2);

const server = createServer((socket) => {
  let selected = '';
  let rest = '';
  socket.on('error', () => socket.destroy());
  socket.write('* OK ready\r\n');
  socket.on('data', (bytes) => {
    const lines = (rest + bytes.toString('latin1')).split('\r\n');
    rest = lines.pop();
    for (const line of lines) {
      const [, tag, command] = line.match(/^(\S+) (.*)$/);
      selected = command.match(/^EXAMINE "(.*)"/)?.[1] ?? selected;
      socket.write(`${answer(command, selected)}${tag} OK done\r\n`);
    }
  });
});
server.listen(0, '127.0.0.1', () => writeFileSync(file, `${server.address().port}\n`));

function answer(command, selected) {
  const fetch = command.match(/FETCH (\d+)(?::(\d+))? \((.*)\)/);
  if (fetch) {
    const last = Math.min(fetch[2] ?? fetch[1], FOLDERS[selected]);
    return numbers(Number(fetch[1]), last).map((uid) => message(selected, uid, fetch[3])).join('');
  }
  const status = command.match(/^STATUS "(.*)" /)?.[1];
  if (status) return `* STATUS "${status}" (MESSAGES ${FOLDERS[status]})\r\n`;
  switch (command.split(' ')[0]) {
    case 'CAPABILITY':
      return '* CAPABILITY IMAP4rev1\r\n';
    case 'LIST':
      return Object.keys(FOLDERS).map((name) => `* LIST () "/" "${name}"\r\n`).join('');
    case 'EXAMINE':
      return `* ${FOLDERS[selected]} EXISTS\r\n* OK [UIDVALIDITY 7] fine\r\n`;
    default:
      return '';
  }
}

function message(folder, uid, items) {
  const id = `Message-ID: <${folder}.${uid}@old.example>\r\n`;
  const text = `${id}Subject: ${uid}\r\n\r\nhello\r\n`;
  if (items.includes('HEADER.FIELDS')) {
    return `* ${uid} FETCH (UID ${uid} BODY[HEADER.FIELDS (MESSAGE-ID)] {${id.length + 2}}\r\n${id}\r\n)\r\n`;
  }
  if (items.includes('BODY')) return `* ${uid} FETCH (UID ${uid} BODY[] {${text.length}}\r\n${text})\r\n`;
  return `* ${uid} FETCH (UID ${uid} FLAGS (\\Seen) INTERNALDATE ${DATE} RFC822.SIZE ${text.length})\r\n`;
}

function numbers(first, last) {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}
