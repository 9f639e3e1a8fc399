/** Whose fault it is that somebody is not served, in the same words at every door. */
package dev.freehold.custody.faults;
