// The year's report as it will be.

export function startPage() {}
