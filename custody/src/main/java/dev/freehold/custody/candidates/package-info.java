/** Keys that are to become roots of policies: what is demanded of them, and how it is proved. */
package dev.freehold.custody.candidates;
