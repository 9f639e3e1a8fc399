/** What time it is where two machines may disagree. */
package dev.freehold.persistence.time;
