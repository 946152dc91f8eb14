/** A binary heap whose items know where they are, so that any of them can be taken out or moved in O(log n). */
export class Heap<T extends { position: number }> {
  private readonly items: T[] = []
  private readonly compare: (a: T, b: T) => number

  /** `compare` as for sorting. An item outside has position −1 and may be in one heap at a time. */
  constructor(compare: (a: T, b: T) => number) {
    this.compare = compare
  }

  get size(): number {
    return this.items.length
  }

  first(): T | undefined {
    return this.items[0]
  }

  add(item: T): void {
    this.items.push(item)
    this.rise(item, this.items.length - 1)
  }

  remove(item: T): void {
    const at = item.position
    const last = this.items.pop() as T
    item.position = -1
    if (last === item) return
    last.position = at
    this.items[at] = last
    this.moved(last)
  }

  /** The item's place among the others may have changed. */
  moved(item: T): void {
    const at = item.position
    this.rise(item, at)
    if (item.position === at) this.sink(item, at)
  }

  /** The first `most`, in order, without taking them out. O(most²) for the few it is asked for. */
  best(most: number): T[] {
    const found: T[] = []
    const frontier = this.items.length > 0 ? [0] : []
    while (found.length < most && frontier.length > 0) {
      let nearest = 0
      for (let i = 1; i < frontier.length; i++)
        if (this.compare(this.at(frontier[i] as number), this.at(frontier[nearest] as number)) < 0) nearest = i
      const index = frontier[nearest] as number
      found.push(this.at(index))
      frontier.splice(nearest, 1)
      for (const child of [2 * index + 1, 2 * index + 2]) if (child < this.items.length) frontier.push(child)
    }
    return found
  }

  private at(index: number): T {
    return this.items[index] as T
  }

  private rise(item: T, from: number): void {
    let index = from
    while (index > 0) {
      const above = (index - 1) >> 1
      const parent = this.at(above)
      if (this.compare(item, parent) >= 0) break
      this.items[index] = parent
      parent.position = index
      index = above
    }
    this.items[index] = item
    item.position = index
  }

  private sink(item: T, from: number): void {
    const { items } = this
    let index = from
    for (;;) {
      let below = 2 * index + 1
      if (below >= items.length) break
      if (below + 1 < items.length && this.compare(this.at(below + 1), this.at(below)) < 0) below += 1
      const child = this.at(below)
      if (this.compare(item, child) <= 0) break
      items[index] = child
      child.position = index
      index = below
    }
    items[index] = item
    item.position = index
  }
}
