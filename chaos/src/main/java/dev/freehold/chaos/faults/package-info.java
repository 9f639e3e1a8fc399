/** What goes wrong: kinds of faults with begin and end, and the schedule that a seed gives. */
package dev.freehold.chaos.faults;
