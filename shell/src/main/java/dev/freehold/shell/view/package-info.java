/** How the objects of each type are shown when nothing else is asked for. */
package dev.freehold.shell.view;
