// Command lines, run where the people's files are.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';

/** Runs a program, which has to end well; gives what it prints. */
export function command(world, program, ...args) {
  return run(world, program, args, {});
}

/** Runs a line that a page shows as it stands there. */
export function line(world, text, variables = {}) {
  return run(world, 'bash', ['-c', text], variables);
}

function run(world, program, args, variables) {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd: world.folder, env: { ...process.env, ...variables } }, (error, out, err) => {
      try {
        assert.ok(!error, `${[program, ...args].join(' ')}\n${out}${err}`);
        resolve(out);
      } catch (failed) {
        reject(failed);
      }
    });
  });
}
