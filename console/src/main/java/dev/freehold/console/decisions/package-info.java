/** What takes more than one person: purges, access, recovery, moves and pending acts. */
package dev.freehold.console.decisions;
