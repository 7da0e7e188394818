// The buttons for what is done with the year.

export function startActions() {}
