/** The clients: files, mail, policies, rolls and purges, each operation written to the history. */
package dev.freehold.chaos.load;
