export { yuan } from '@shouwen/kernels/compensation/index'
